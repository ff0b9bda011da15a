"""Xianzhi."""
