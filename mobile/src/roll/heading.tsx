// The heading of a part of a screen, which screen readers jump between.

import { Text } from '@/ui/words';

export function Heading({ text }: { text: string }) {
  return (
    <Text variant="titleMedium" accessibilityRole="header" style={{ marginTop: 8, fontWeight: '700' }}>
      {text}
    </Text>
  );
}
