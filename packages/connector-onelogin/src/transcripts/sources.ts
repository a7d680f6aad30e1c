/** OneLogin publishes no requests: what is known is told by those who work with it. */
export const adapter = 'github.com/15five/django-scim2, src/django_scim/adapters.py ("OneLogin sends a dict")';
/** Templates that several services publish for the connector "SCIM Provisioner with SAML (SCIM v2 Enterprise)". */
export const templates = 'set-up guides of Living Security, Keepnet Labs and Templafy for OneLogin';
export const undocumented = 'not documented: one of the forms that RFC 7644 allows';
