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

' LibreOffice adds a quarter of an em between Hangul and Latin letters. DrawingML knows nothing of it.
Sub SetText(text)
  Dim paragraphs, paragraph
  paragraphs = text.createEnumeration()
  While paragraphs.hasMoreElements()
    paragraph = paragraphs.nextElement()
    paragraph.ParaIsCharacterDistance = False
  Wend
End Sub

Function named(name As String, value)
  Dim pair As New com.sun.star.beans.PropertyValue
  pair.Name = name
  pair.Value = value
  named = pair
End Function
