"""What leaves onrecord: one file a format. ``contract`` fixes the names that every face uses."""
