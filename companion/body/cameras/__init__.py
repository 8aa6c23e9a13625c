"""Eyes: every kind of camera behind one contract, `companion.vocabulary.ports.Camera`."""

from pathlib import Path

from companion.vocabulary.ports import Camera


def open_source(source: str) -> Camera:
    """The camera that a setting names, not yet opened; only the driver asked for is imported.

    "browser" is the page's webcam, "picamera2" the Pi's own camera, "/dev/video0" any V4L2 device; all else is the path
    of a video, of a picture or of a folder of pictures.
    """
    if source == "browser":
        from companion.body.simulated.camera import SimulatedCamera

        return SimulatedCamera()
    if source == "picamera2":
        from companion.body.cameras.raspberry import raspberry_camera

        return raspberry_camera()
    if source.startswith("/dev/"):
        from companion.body.cameras.device import device_camera

        return device_camera(source)
    from companion.body.cameras.recorded import RecordedCamera

    return RecordedCamera(Path(source).expanduser())
