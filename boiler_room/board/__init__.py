"""The board: turnout of supporters against the win number, hour by hour beside the plan; the polls; what to do next."""
