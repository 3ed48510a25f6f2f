"""The wall page (to come)."""

import streamlit as st

st.title("wall")
