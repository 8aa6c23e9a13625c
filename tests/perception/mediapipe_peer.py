"""Run by the Python of `.venv-peers`: what mediapipe's own `solutions` find in the pictures of an .npz file.

python mediapipe_peer.py PICTURES.npz ANSWERS.npz
"""

import sys

import mediapipe
import numpy as np


def main(pictures: str, answers: str) -> None:
    """Per picture: `boxes_N` (faces, 4) left, top, right, bottom and `points_N` (faces, 468, 3), all in pixels."""
    solutions = mediapipe.solutions
    detection = solutions.face_detection.FaceDetection(model_selection=0, min_detection_confidence=0.5)
    mesh = solutions.face_mesh.FaceMesh(static_image_mode=True, max_num_faces=4, min_detection_confidence=0.5)
    found = {}
    for name, pixels in np.load(pictures).items():
        height, width = pixels.shape[:2]
        boxes = []
        for face in detection.process(pixels).detections or []:
            box = face.location_data.relative_bounding_box
            boxes.append([box.xmin, box.ymin, box.xmin + box.width, box.ymin + box.height])
        points = [
            [[point.x, point.y, point.z] for point in face.landmark]
            for face in mesh.process(pixels).multi_face_landmarks or []
        ]
        found[f"boxes_{name}"] = np.reshape(boxes, (-1, 4)) * [width, height, width, height]
        found[f"points_{name}"] = np.reshape(points, (-1, 468, 3)) * [width, height, width]
    np.savez(answers, **found)


if __name__ == "__main__":
    main(*sys.argv[1:])
