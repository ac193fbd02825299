// A button whose sign stands before its words, from whichever side they are read. The component library sets its margins for
// the left; phones turn them by themselves, browsers do not.

import { Platform } from 'react-native';
import { Button as PaperButton, type ButtonProps } from 'react-native-paper';

import { useText } from '@/text/text';

export function Button({ contentStyle, ...rest }: ButtonProps) {
  const { rtl } = useText();
  const turned = Platform.OS === 'web' && rtl ? ({ direction: 'ltr', flexDirection: 'row-reverse' } as const) : null;
  return <PaperButton {...rest} contentStyle={[contentStyle, turned]} />;
}
