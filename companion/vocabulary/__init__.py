"""The words every room shares: the frozen types that flow from organ to sense to mind and back.

Nothing here knows any other room, the clock, a file or a thread.
"""
