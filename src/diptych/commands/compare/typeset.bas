' Opens a presentation, sets it as PowerPoint would, and writes it as PDF.
Sub Typeset()
  Dim document, page, number, place
  document = StarDesktop.loadComponentFromURL(Environ("DIPTYCH_FROM"), "_blank", 0, Array(named("Hidden", True)))
  For number = 0 To document.DrawPages.Count - 1
    page = document.DrawPages(number)
    For place = 0 To page.Count - 1
      SetShape(page(place))
    Next
  Next
  document.storeToURL(Environ("DIPTYCH_TO"), Array(named("FilterName", "impress_pdf_Export")))
  document.close(True)
End Sub

' Shapes without text, such as pictures, lack these properties.
Sub SetShape(shape)
  On Error Resume Next
  Dim row, column
  ' LibreOffice makes text smaller until it fits, which would hide that it does not.
  shape.TextFitToSize = com.sun.star.drawing.TextFitToSizeType.NONE
  If shape.supportsService("com.sun.star.drawing.TableShape") Then
    For row = 0 To shape.Model.Rows.Count - 1
      For column = 0 To shape.Model.Columns.Count - 1
        SetText(shape.Model.getCellByPosition(column, row))
      Next
    Next
  Else
    SetText(shape)
  End If
End Sub

' LibreOffice adds a quarter of an em between Hangul and Latin letters, of which DrawingML knows nothing,
' and breaks Korean words beside brackets and digits, where a PPTX asks for breaks at spaces (`eaLnBrk`).
Sub SetText(text)
  Dim paragraphs, paragraph
  paragraphs = text.createEnumeration()
  While paragraphs.hasMoreElements()
    paragraph = paragraphs.nextElement()
    paragraph.ParaIsCharacterDistance = False
    KeepWords(text, paragraph)
  Wend
End Sub

Sub KeepWords(text, paragraph)
  Dim words, at, cursor, within
  words = paragraph.String
  within = False
  For at = Len(words) - 1 To 1 Step -1
    ' Where it may not break beside a bracket or digit, it would break between the syllables before.
    within = IsKept(Mid(words, at, 1), Mid(words, at + 1, 1), within)
    If within Then
      cursor = text.createTextCursorByRange(paragraph.Start)
      cursor.goRight(at, False)
      text.insertString(cursor, Chr(8288), False)
    End If
  Next
End Sub

' Whether two characters stay on a line: a Hangul syllable after a digit or a sign, or before a bracket,
' and one before another that stays with what is after it.
Function IsKept(before As String, after As String, within As Boolean) As Boolean
  IsKept = (IsHangul(after) And InStr("0123456789%)]", before) > 0) Or (IsHangul(before) And InStr("([", after) > 0)
  If within And IsHangul(before) And IsHangul(after) Then IsKept = True
End Function

Function IsHangul(character As String) As Boolean
  Dim code As Long
  code = Asc(character)
  If code < 0 Then code = code + 65536
  IsHangul = code >= 44032 And code <= 55203
End Function

Function named(name As String, value)
  Dim pair As New com.sun.star.beans.PropertyValue
  pair.Name = name
  pair.Value = value
  named = pair
End Function
