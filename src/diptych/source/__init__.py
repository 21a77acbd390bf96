"""Files become the model. Alone opens the author's files, alone knows block syntax."""
