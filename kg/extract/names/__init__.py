"""Names: from their last word leftwards, by what joins, marks or holds them, and whether they are names."""
