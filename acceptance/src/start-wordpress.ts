export * from '../../scripts/real-sites/wordpress.mjs';
