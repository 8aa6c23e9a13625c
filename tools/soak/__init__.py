"""Does it last? A day in minutes, a thousand nights, two hundred power cuts: `make soak`."""
