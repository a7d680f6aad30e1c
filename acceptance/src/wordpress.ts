export type { StartWordPress as WordPressOptions } from '../../scripts/real-sites/wordpress.mjs';
export * from '../../scripts/real-sites/wordpress.mjs';
