"""geokg: a knowledge graph of geopolitics from English news."""
