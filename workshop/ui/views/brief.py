"""The brief page (to come)."""

import streamlit as st

st.title("brief")
