// Portals with one of the promises taken out, and for each the faults at which that shows: chaos must find them out.
import type { Weakening } from '../demo/weakened.ts';
import { allReplicasKilled, mode, postgresKilled, type Fault } from './faults.ts';
import type { Verdict } from './verdict.ts';

export interface Weakness {
  name: string;
  what: string;
  weakenings: readonly Weakening[];
  faults: readonly Fault[];
  /** What the verdict must show. */
  seen: keyof Pick<Verdict, 'lost' | 'duplicated' | 'untold'>;
}

/** The relay's one way to the fagsystem, and what it takes to go it under another id. */
const put = 'registration, err := system.PutSubmission(ctx, one.CaseCopyID, one.ID, sent)';

const ids: Weakening = { file: 'bff/submissions/relay/put.go', from: '\tcontract "', to: '\t"github.com/google/uuid"\n\tcontract "' };

export const weaknesses: readonly Weakness[] = [
  {
    name: 'no-row',
    what: 'there is no submission row: "sent" is answered for what is only in memory yet',
    weakenings: [
      { file: 'bff/submissions/store.go', from: 'outcome, err := s.accept(ctx, n, params)', to: 'outcome, err := s.later(n, params)' },
      {
        file: 'bff/submissions/store.go',
        from: '// bodyMAC covers',
        to: `func (s *Store) later(n New, p db.AcceptParams) (string, error) {
	time.AfterFunc(time.Second, func() { _, _ = s.accept(context.Background(), n, p) })
	return "ACCEPTED", nil
}

// bodyMAC covers`,
      },
    ],
    // In memory for a second: they are killed as soon as somebody has been told "sent".
    faults: [allReplicasKilled, allReplicasKilled],
    seen: 'lost',
  },
  {
    name: 'no-deduplication',
    what: 'nothing is deduplicated: each attempt goes under an id of its own',
    weakenings: [ids, { file: 'bff/submissions/relay/put.go', from: put, to: underAnotherId(`sent.Previous = nil
	${put}`) }],
    // Only for what is handed in: where reading fails too, nothing is handed in any more after a moment.
    faults: [mode('error-after-commit', { method: 'PUT', municipality: '', rate: 0, inVain: 1 }), mode('reset-after-commit', { method: 'PUT', municipality: '', rate: 0.5, inVain: 1 })],
    seen: 'duplicated',
  },
  {
    name: 'look-up',
    what: 'a look-up before each retry stands in for deduplication: what hung is stored after it was looked for',
    weakenings: [
      ids,
      { file: 'bff/submissions/relay/relay.go', from: 'PutSubmission(ctx context.Context', to: 'Messages(ctx context.Context, caseCopyID uuid.UUID, before int64, limit int) (contract.MessagePage, error)\n\tPutSubmission(ctx context.Context' },
      {
        file: 'bff/submissions/relay/put.go',
        from: put,
        to: underAnotherId(`sent.Previous = nil
	if one.row.Attempts > 0 {
		page, err := system.Messages(ctx, one.CaseCopyID, 0, 50)
		if err != nil {
			return contract.Registration{}, err
		}
		for _, there := range page.Messages {
			if there.Text == *sent.Body.Text {
				return contract.Registration{SubmissionId: one.ID, RegistrationId: "found", Position: there.Position, RegisteredAt: there.RegisteredAt}, nil
			}
		}
	}
	${put}`),
      },
    ],
    // Given up once, looked for and given up again: both requests are carried out when the fault is over.
    faults: [mode('hang', { method: 'PUT', municipality: '', rate: 0, inVain: 2 })],
    seen: 'duplicated',
  },
  {
    name: 'no-feed',
    what: 'nobody reads the feed any more after its reader was interrupted',
    weakenings: [
      { file: 'bff/feed/reader.go', from: 'slog.WarnContext(ctx, "reading the feeds was interrupted", "error", err.Error())', to: 'if err != nil {\n\t\t\treturn\n\t\t}' },
    ],
    // Each replica's reader stands on it, also where it only waits for its turn.
    faults: [postgresKilled],
    seen: 'untold',
  },
];

function underAnotherId(code: string): string {
  return code.replace('one.ID, sent)', 'uuid.New(), sent)');
}
