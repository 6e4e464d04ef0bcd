"""DNS domains that organizations have registered for watching.

Noun: Domain. A domain belongs to one organization (its customer, or whoever owns it) and is unique within the partner's
reach; its published policy is what reporters last saw. Detail: only the owner and its partner see it.
"""
