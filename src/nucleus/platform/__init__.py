"""What every wing stands on: tree, audit, gate, API frame, pages, jobs, files, accounts, access."""
