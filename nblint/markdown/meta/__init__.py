"""Front matter of one format each: values, and where every key and value stands."""
