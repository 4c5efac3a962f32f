"""The pages, a module each with its ``router``; ``app.py`` lists them."""
