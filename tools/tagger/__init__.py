"""Parts of tools/train_tagger.py."""
