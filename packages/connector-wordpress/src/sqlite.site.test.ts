import { describeRealSite } from './testing/describe-real-site.js';

await describeRealSite('SQLite', { flavour: 'sqlite' });
