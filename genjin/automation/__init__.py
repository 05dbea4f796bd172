"""What the product does by itself: reminders, the morning's digest, the calendar feed."""
