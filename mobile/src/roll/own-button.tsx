// A status of the school's own as a button: its letter and its name, in its colour, with letters that can be read on it.

import { StyleSheet } from 'react-native';
import { useTheme } from 'react-native-paper';

import type { SetStatus } from '@/api/types';
import { Button } from '@/ui/button';
import { inkOn, isColour } from '@/ui/colour';

export interface OwnButtonProps {
  own: SetStatus;
  /** It is what holds. */
  holds?: boolean;
  /** Only the letter is shown. */
  short?: boolean;
  label: string;
  press: () => void;
}

export function OwnButton({ own, holds = false, short = false, label, press }: OwnButtonProps) {
  const { colors } = useTheme();
  const colour = isColour(own.colour) ? own.colour : colors.primary;
  return (
    <Button
      mode="contained"
      compact={short}
      icon={holds ? 'check' : undefined}
      buttonColor={colour}
      textColor={inkOn(colour)}
      // A pale colour still has an edge.
      style={[short ? styles.short : styles.half, styles.edge, { borderColor: colors.outline }]}
      contentStyle={short ? styles.square : styles.tall}
      labelStyle={short && styles.letter}
      accessibilityLabel={label}
      onPress={press}
    >
      {short ? own.letter : label}
    </Button>
  );
}

const styles = StyleSheet.create({
  edge: { borderWidth: 1 },
  half: { flexGrow: 1, flexBasis: 140 },
  tall: { minHeight: 52 },
  short: { marginHorizontal: 2, minWidth: 48, borderRadius: 12 },
  square: { minHeight: 46, minWidth: 46 },
  letter: { marginHorizontal: 6, fontWeight: '700' },
});
