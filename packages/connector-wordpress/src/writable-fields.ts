/**
 * Fields that may be written, and how many characters their columns hold. On MySQL a longer display name or e-mail is not refused:
 * the whole row is silently not written, and the answer is 200.
 */
export const writableFields: Readonly<Record<string, number>> = {
  username: 60,
  email: 100,
  url: 100,
  name: 250,
  slug: 50,
  first_name: Number.POSITIVE_INFINITY,
  last_name: Number.POSITIVE_INFINITY,
  nickname: Number.POSITIVE_INFINITY,
  description: Number.POSITIVE_INFINITY,
  locale: Number.POSITIVE_INFINITY,
  password: Number.POSITIVE_INFINITY,
};
