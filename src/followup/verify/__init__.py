"""Is the customer genuine? The address, the domain, the website, and the verdict over them."""
