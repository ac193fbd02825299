// Text that begins at the side from which its language is read. The component library writes `left`, which phones turn
// by themselves and browsers do not.

import type { ComponentProps } from 'react';
import { Platform } from 'react-native';
import { Text as PaperText } from 'react-native-paper';

import { useText } from '@/text/text';

type TextProps = Omit<ComponentProps<typeof PaperText>, 'variant'> & { variant?: 'displaySmall' | 'headlineMedium' | 'headlineSmall' | 'titleLarge' | 'titleMedium' | 'titleSmall' | 'bodyLarge' | 'bodyMedium' | 'bodySmall' | 'labelLarge' | 'labelMedium' };

export function Text({ style, ...rest }: TextProps) {
  const { rtl } = useText();
  const side = Platform.OS === 'web' && rtl ? ({ textAlign: 'right', writingDirection: 'rtl' } as const) : null;
  return <PaperText {...rest} style={[side, style]} />;
}
