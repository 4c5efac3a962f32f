"""What writes the generated pages of the reference, and what runs the commands that the other pages show."""
