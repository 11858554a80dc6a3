/** Whether `value` is an object with keys, as `data` must be. */
export function isObject(value: unknown): value is Record<string, unknown> {
  try {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // A proxy that was revoked throws at every question.
    return false;
  }
}

/** Whether `value` has the form of an organisation's id. */
export function isOrgId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9]{20}$/.test(value);
}
