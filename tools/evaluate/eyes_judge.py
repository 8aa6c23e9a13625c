"""Run by the Python of `.venv-peers`: what MediaPipe's FaceLandmarker says of the pictures of an .npz file.

python eyes_judge.py FACE_LANDMARKER.task PICTURES.npz ANSWERS.npz

Per picture with a face: `NAME/turn` (4, 4) and `NAME/shapes` (52,), whose names are in `names`.
"""

import sys

import mediapipe
import numpy as np
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision


def main(model: str, pictures: str, answers: str) -> None:
    options = vision.FaceLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=model),
        output_face_blendshapes=True,
        output_facial_transformation_matrixes=True,
    )
    landmarker = vision.FaceLandmarker.create_from_options(options)
    found = {}
    for name, pixels in np.load(pictures).items():
        picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(pixels))
        result = landmarker.detect(picture)
        if result.face_landmarks:
            found[f"{name}/turn"] = result.facial_transformation_matrixes[0]
            found[f"{name}/shapes"] = np.array([shape.score for shape in result.face_blendshapes[0]])
            found["names"] = np.array([shape.category_name for shape in result.face_blendshapes[0]])
    np.savez(answers, **found)


if __name__ == "__main__":
    main(*sys.argv[1:])
