"""Touch: from raw counts of twelve electrodes, or the page's strokes, to what a hand means. The reflex path: cheap."""
