/** JumpCloud publishes no request. These are recorded, or concluded by those whose services work with it. */
export const recorded =
  'github.com/Paul-E/scim-v2-rust, src/test_data/jumpcloud_*.json (commit cdf46ea, recorded traffic)';
export const support =
  'jumpcloud.com/support, "Custom SCIM Identity Management" and "Troubleshoot custom SCIM integrations"';
export const ssoready =
  'github.com/ssoready/ssoready, internal/authservice/scim.go (commit 53c83cd, comments name JumpCloud)';
export const undocumented = 'not documented: one of the forms that RFC 7644 allows';
export const rfc = 'RFC 7644 §3.3, §3.12';
