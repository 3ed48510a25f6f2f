"""The comments page (to come)."""

import streamlit as st

st.title("comments")
