"""What was said and promised: the follow-up log, promises, comments, the timeline."""
