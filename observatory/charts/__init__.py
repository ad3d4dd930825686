"""Charts as objects, made from protected tables and nothing else: title, source, warnings, words, data and drawing."""
