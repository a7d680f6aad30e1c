import { describeCompanionSite } from './testing/describe-companion-site.js';

await describeCompanionSite('MariaDB', { flavour: 'mariadb' });
