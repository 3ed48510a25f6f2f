"""The Brief page: checked messages, put together to be taken away."""
