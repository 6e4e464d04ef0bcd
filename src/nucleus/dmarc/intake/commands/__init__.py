"""Writes on received files and watched folders."""

from nucleus.dmarc.intake.commands.files import dismiss_message, recount_names, retry_message, take_files
from nucleus.dmarc.intake.commands.folders import add_folder, inbox_root, readable_folder, remove_folder, sweep_now

__all__ = [
    "add_folder",
    "dismiss_message",
    "inbox_root",
    "readable_folder",
    "recount_names",
    "remove_folder",
    "retry_message",
    "sweep_now",
    "take_files",
]
