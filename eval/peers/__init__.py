"""Other systems, each as its own guides show it; they run where their packages are, and import no part of smx."""
