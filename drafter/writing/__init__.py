"""From findings to the written sections of a card: by template, or rephrased by a language model."""
