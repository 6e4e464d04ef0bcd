"""The DMARC analyser: domains, reports, roll-ups and the pages over them."""
