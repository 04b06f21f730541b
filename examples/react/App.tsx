// React 19 sets properties and listens to events of a custom element by itself: no wrapper is needed.

import { useRef, useState } from 'react';
import type { MaatwerkCanvasElement, MaatwerkTotals, MaatwerkUser } from 'maatwerk-canvas';
import type {} from 'maatwerk-canvas/react';

// Outside the component, or kept with useMemo: a new object at each render would be a new property.
const user: MaatwerkUser = { id: 'medewerker-1', naam: 'A. Medewerker' };

export function App({ documentId }: { documentId: string }) {
  const canvas = useRef<MaatwerkCanvasElement>(null);
  const [totals, setTotals] = useState<MaatwerkTotals | null>(null);
  const [state, setState] = useState('Wordt geladen');
  const [locked, setLocked] = useState(false);

  return (
    <main>
      <h1>Mijn werk</h1>
      <p>
        Besparing: <output id="besparing">{totals?.besparing ?? '–'}</output>. <output id="stand">{state}</output>
      </p>
      <p>
        <button onClick={() => canvas.current?.save()}>Bewaren</button>{' '}
        <button onClick={() => setLocked(!locked)}>{locked ? 'Wijzigen' : 'Alleen lezen'}</button>
      </p>
      {/* The key makes another document another element; within one, the element keeps its own state. */}
      <maatwerk-canvas
        key={documentId}
        ref={canvas}
        document-id={documentId}
        namespace="react"
        readonly={locked}
        user={user}
        onmaatwerk-ready={({ detail }) => setState(`Open: ${detail.documentId}`)}
        onmaatwerk-totals={({ detail }) => setTotals(detail)}
        onmaatwerk-change={({ detail }) => setState(detail.dirty ? 'Gewijzigd' : 'Bijgewerkt')}
        onmaatwerk-saved={() => setState('Bewaard')}
        onmaatwerk-error={({ detail }) => setState(`Fout: ${detail.code}`)}
      />
    </main>
  );
}
