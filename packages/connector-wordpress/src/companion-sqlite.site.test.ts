import { describeCompanionSite } from './testing/describe-companion-site.js';

await describeCompanionSite('SQLite', { flavour: 'sqlite' });
