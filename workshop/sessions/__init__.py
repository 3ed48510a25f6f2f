"""Live workshops as use cases: opening, joining, acting, and what each face may see."""
