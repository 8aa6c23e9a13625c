"""Faces: from one RGB picture to boxes, landmarks, an aligned crop and an honest reading of the expression."""
