"""The desk in a browser: pages drawn on the server, over one ledger. A thin face: what it shows, other rooms know."""
