import { describeRealSite } from './testing/describe-real-site.js';

await describeRealSite('MariaDB', { flavour: 'mariadb' });
