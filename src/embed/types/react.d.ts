/**
 * `<maatwerk-canvas>` in JSX, for React 19: it sets properties and listens to events by itself.
 * `import type {} from 'maatwerk-canvas/react'` once, anywhere.
 */
import type { HTMLAttributes, Ref } from 'react';
import type { MaatwerkCanvasAttributes, MaatwerkCanvasElement, MaatwerkCanvasEventMap } from './maatwerk-canvas.js';

type Listeners = {
  [K in keyof MaatwerkCanvasEventMap as `on${K}`]?: (event: MaatwerkCanvasEventMap[K]) => void;
};

type Properties = Partial<Pick<MaatwerkCanvasElement, 'value' | 'user' | 'getToken' | 'getKey' | 'priceList'>>;

export type MaatwerkCanvasProps = Omit<HTMLAttributes<MaatwerkCanvasElement>, keyof MaatwerkCanvasAttributes> &
  MaatwerkCanvasAttributes & Listeners & Properties & { ref?: Ref<MaatwerkCanvasElement>; key?: string | number | null };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'maatwerk-canvas': MaatwerkCanvasProps;
    }
  }
}
