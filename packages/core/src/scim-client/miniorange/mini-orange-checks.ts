import type { Check } from '../../connector/check.js';
import { companionField } from './companion-field.js';
import type { MiniOrangeOptions } from './mini-orange-options.js';
import { miniOrangeProfiles } from './mini-orange-profile.js';
import { remotesAt } from './remotes-at.js';

/** What cannot be done there, told beforehand. */
export function miniOrangeChecks({ config, rules, places }: MiniOrangeOptions): readonly Check[] {
  const { takeover, deprovision } = config;
  const profile = miniOrangeProfiles[config.profile];
  return [
    {
      id: 'profile',
      title: 'What this form of the plugin can do',
      run: async () => ({ ok: true, detail: config.profile, warning: `Note that ${profile.lacks.join('; ')}.` }),
    },
    {
      id: 'fields',
      title: 'Fields that it stores',
      async run() {
        const lost = rules.rules
          .map(({ remote }) => remote)
          .filter((remote) => remote !== companionField && !profile.stored.includes(places[remote] ?? ''));
        const detail = remotesAt(places, profile.stored).join(', ');
        if (lost.length === 0) return { ok: true, detail };
        const drops = lost.map((remote) => `{ remote: ${remote}, drop: true }`).join(', ');
        return { ok: true, detail, warning: `It has no place for ${lost.join(', ')}. Write mapping: [${drops}].` };
      },
    },
    {
      id: 'create',
      title: 'May create accounts',
      async run() {
        if (profile.searches) return { ok: true, detail: 'after a look whether somebody is there' };
        const detail = takeover
          ? 'an account of the same log-in or address is overwritten, as takeover allows'
          : 'not allowed';
        const warning = takeover
          ? 'Whoever has that log-in already gets the address and names of the person, an administrator too.'
          : 'It would overwrite who is there. Set takeover: true once nobody is.';
        return { ok: true, detail, warning };
      },
    },
    ...(profile.searches && deprovision === 'delete'
      ? [
          {
            id: 'deactivate',
            title: 'May deactivate accounts',
            run: async () => ({
              ok: true as const,
              detail: 'not allowed',
              warning:
                'The plugin deletes whom it deprovisions. Set it to deactivate there, then deprovision: deactivate here.',
            }),
          },
        ]
      : []),
  ];
}
