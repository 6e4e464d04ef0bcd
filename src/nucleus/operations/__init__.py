"""Running the installation: monitoring, later backups, updates, certificates, security."""
