"""Accounts: users, their memberships, and the sessions that carry them.

Nouns: User, Membership (user, organization, roles, compiled permissions), Session, Attempt. A session acts for
exactly one membership (or for the superadmin); one join over these tables yields the actor of a request.
"""
