"""The demonstration library: invented chains, firms, projects and policies, the same for the same seed."""
